ALTER TABLE "ps_orgs" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "ps_codegen_jobs" ADD COLUMN "api_key_id" text;--> statement-breakpoint
ALTER TABLE "ps_orgs" ADD CONSTRAINT "ps_orgs_created_by_ps_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ps_orgs_created_by_idx" ON "ps_orgs" USING btree ("created_by");--> statement-breakpoint
-- Of organizations from before, nobody knows who made them: they count for their owner, as they did.
UPDATE "ps_orgs" SET "created_by" = "owner_user_id";
