CREATE TABLE "ps_unlinked_accounts" (
	"user_id" text NOT NULL,
	"provider" text NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"unlinked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ps_unlinked_accounts_user_id_provider_issuer_subject_pk" PRIMARY KEY("user_id","provider","issuer","subject")
);
--> statement-breakpoint
ALTER TABLE "ps_foreign_sessions" DROP CONSTRAINT "ps_foreign_sessions_linked_account_id_ps_linked_accounts_id_fk";
--> statement-breakpoint
ALTER TABLE "ps_foreign_sessions" ALTER COLUMN "linked_account_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_unlinked_accounts" ADD CONSTRAINT "ps_unlinked_accounts_user_id_ps_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."ps_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_foreign_sessions" ADD CONSTRAINT "ps_foreign_sessions_linked_account_id_ps_linked_accounts_id_fk" FOREIGN KEY ("linked_account_id") REFERENCES "public"."ps_linked_accounts"("id") ON DELETE set null ON UPDATE no action;