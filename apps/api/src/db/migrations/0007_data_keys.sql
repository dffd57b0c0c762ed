CREATE TABLE "ps_data_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text,
	"generation" integer NOT NULL,
	"wrapped_key" text NOT NULL,
	"kek_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ps_signing_keys" ADD COLUMN "signs_from" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_data_keys" ADD CONSTRAINT "ps_data_keys_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ps_data_keys_owner_generation_key" ON "ps_data_keys" USING btree (coalesce("org_id", ''),"generation");--> statement-breakpoint
CREATE INDEX "ps_data_keys_org_id_idx" ON "ps_data_keys" USING btree ("org_id");--> statement-breakpoint
CREATE INDEX "ps_data_keys_kek_id_idx" ON "ps_data_keys" USING btree ("kek_id","id");