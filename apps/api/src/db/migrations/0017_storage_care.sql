ALTER TABLE "ps_orgs" ADD COLUMN "collect_after" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_blobs" ADD COLUMN "deleting_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_blobs" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_projects" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_projects" ADD COLUMN "purge_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_projects" ADD COLUMN "purge_started_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "ps_projects_purge_at_idx" ON "ps_projects" USING btree ("purge_at") WHERE "ps_projects"."purge_at" is not null;