CREATE TABLE "ps_email_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text,
	"purpose" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_mails" (
	"id" text PRIMARY KEY NOT NULL,
	"to_address" text NOT NULL,
	"subject" text NOT NULL,
	"body_wrapped" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "ps_users" ADD COLUMN "email_verified_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_email_tokens" ADD CONSTRAINT "ps_email_tokens_user_id_ps_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."ps_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ps_email_tokens_token_hash_key" ON "ps_email_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "ps_email_tokens_user_id_idx" ON "ps_email_tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "ps_email_tokens_expires_at_idx" ON "ps_email_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "ps_mails_unsent_idx" ON "ps_mails" USING btree ("next_attempt_at") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "ps_mails_expires_at_idx" ON "ps_mails" USING btree ("expires_at");