CREATE TABLE "ps_artifacts" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"project_id" text NOT NULL,
	"revision_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"storage_key" text NOT NULL,
	"visibility" text NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "ps_artifacts" ADD CONSTRAINT "ps_artifacts_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_artifacts" ADD CONSTRAINT "ps_artifacts_project_id_ps_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."ps_projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_artifacts" ADD CONSTRAINT "ps_artifacts_revision_id_ps_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."ps_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_artifacts" ADD CONSTRAINT "ps_artifacts_created_by_ps_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ps_artifacts_project_id_sha256_name_key" ON "ps_artifacts" USING btree ("project_id","sha256","name");--> statement-breakpoint
CREATE INDEX "ps_artifacts_project_id_created_at_idx" ON "ps_artifacts" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "ps_artifacts_org_id_sha256_idx" ON "ps_artifacts" USING btree ("org_id","sha256");--> statement-breakpoint
CREATE INDEX "ps_artifacts_revision_id_idx" ON "ps_artifacts" USING btree ("revision_id");--> statement-breakpoint
CREATE INDEX "ps_artifacts_expires_at_idx" ON "ps_artifacts" USING btree ("expires_at");