ALTER TABLE "ps_github_branches" ADD COLUMN "begun_path" text;--> statement-breakpoint
ALTER TABLE "ps_github_branches" ADD COLUMN "begun_revision_id" text;--> statement-breakpoint
ALTER TABLE "ps_github_branches" ADD COLUMN "begun_commit_sha" text;--> statement-breakpoint
ALTER TABLE "ps_github_branches" ADD CONSTRAINT "ps_github_branches_begun_revision_id_ps_revisions_id_fk" FOREIGN KEY ("begun_revision_id") REFERENCES "public"."ps_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ps_github_branches_begun_revision_id_idx" ON "ps_github_branches" USING btree ("begun_revision_id");