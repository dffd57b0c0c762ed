CREATE TABLE "ps_env_secrets" (
	"env_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"value_wrapped" text NOT NULL,
	"last_four" text,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text,
	CONSTRAINT "ps_env_secrets_env_id_kind_name_pk" PRIMARY KEY("env_id","kind","name")
);
--> statement-breakpoint
ALTER TABLE "ps_envs" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_envs" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_env_secrets" ADD CONSTRAINT "ps_env_secrets_env_id_ps_envs_id_fk" FOREIGN KEY ("env_id") REFERENCES "public"."ps_envs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_env_secrets" ADD CONSTRAINT "ps_env_secrets_updated_by_ps_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ps_env_secrets_updated_by_idx" ON "ps_env_secrets" USING btree ("updated_by");