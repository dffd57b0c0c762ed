CREATE TABLE "ps_github_branches" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"server" text NOT NULL,
	"repository_id" bigint NOT NULL,
	"repository" text NOT NULL,
	"branch" text NOT NULL,
	"commit_sha" text,
	"revision_id" text,
	"pending_commit_sha" text,
	"pending_revision_id" text,
	"approved" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"pushed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "ps_github_branches" ADD CONSTRAINT "ps_github_branches_project_id_ps_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."ps_projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_github_branches" ADD CONSTRAINT "ps_github_branches_revision_id_ps_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."ps_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_github_branches" ADD CONSTRAINT "ps_github_branches_pending_revision_id_ps_revisions_id_fk" FOREIGN KEY ("pending_revision_id") REFERENCES "public"."ps_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ps_github_branches_target_key" ON "ps_github_branches" USING btree ("project_id","server","repository_id","branch");--> statement-breakpoint
CREATE INDEX "ps_github_branches_revision_id_idx" ON "ps_github_branches" USING btree ("revision_id");--> statement-breakpoint
CREATE INDEX "ps_github_branches_pending_revision_id_idx" ON "ps_github_branches" USING btree ("pending_revision_id");