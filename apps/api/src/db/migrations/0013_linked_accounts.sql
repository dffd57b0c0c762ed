CREATE TABLE "ps_foreign_sessions" (
	"session_id" text PRIMARY KEY NOT NULL,
	"linked_account_id" text NOT NULL,
	"session_key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_linked_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"provider" text NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"email" text,
	"display_name" text,
	"tokens_wrapped" text,
	"access_expires_at" timestamp with time zone,
	"scopes" text[] DEFAULT '{}'::text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_oauth_used_states" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ps_foreign_sessions" ADD CONSTRAINT "ps_foreign_sessions_session_id_ps_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."ps_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_foreign_sessions" ADD CONSTRAINT "ps_foreign_sessions_linked_account_id_ps_linked_accounts_id_fk" FOREIGN KEY ("linked_account_id") REFERENCES "public"."ps_linked_accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_linked_accounts" ADD CONSTRAINT "ps_linked_accounts_user_id_ps_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."ps_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ps_foreign_sessions_session_key_key" ON "ps_foreign_sessions" USING btree ("session_key");--> statement-breakpoint
CREATE INDEX "ps_foreign_sessions_linked_account_id_idx" ON "ps_foreign_sessions" USING btree ("linked_account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ps_linked_accounts_subject_key" ON "ps_linked_accounts" USING btree ("provider","issuer","subject");--> statement-breakpoint
CREATE UNIQUE INDEX "ps_linked_accounts_user_id_provider_key" ON "ps_linked_accounts" USING btree ("user_id","provider");--> statement-breakpoint
CREATE INDEX "ps_oauth_used_states_expires_at_idx" ON "ps_oauth_used_states" USING btree ("expires_at");