-- No release before this one wrote rows of these three tables: columns without a default need none.
DROP INDEX "ps_components_org_id_created_at_idx";--> statement-breakpoint
DROP INDEX "ps_components_name_search_idx";--> statement-breakpoint
DROP INDEX "ps_snippets_name_search_idx";--> statement-breakpoint
DROP INDEX "ps_templates_name_search_idx";--> statement-breakpoint
DROP INDEX "ps_components_org_id_name_version_key";--> statement-breakpoint
DROP INDEX "ps_snippets_org_id_created_at_idx";--> statement-breakpoint
DROP INDEX "ps_templates_org_id_created_at_idx";--> statement-breakpoint
ALTER TABLE "ps_components" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_components" ADD COLUMN "search_words" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_components" ADD COLUMN "code_sha256" text NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_components" ADD COLUMN "size_bytes" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_components" ADD COLUMN "is_latest" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_components" ADD COLUMN "deprecated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_components" ADD COLUMN "deprecation_message" text;--> statement-breakpoint
ALTER TABLE "ps_components" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_components" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "ps_snippets" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_snippets" ADD COLUMN "search_words" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_snippets" ADD COLUMN "code_sha256" text NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_snippets" ADD COLUMN "size_bytes" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_snippets" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "ps_snippets" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_templates" ADD COLUMN "search_words" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_templates" ADD COLUMN "manifest_sha256" text NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_templates" ADD COLUMN "size_bytes" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_templates" ADD COLUMN "snapshot_id" text;--> statement-breakpoint
ALTER TABLE "ps_templates" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "ps_templates" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_components" ADD CONSTRAINT "ps_components_created_by_ps_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_snippets" ADD CONSTRAINT "ps_snippets_created_by_ps_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_templates" ADD CONSTRAINT "ps_templates_snapshot_id_ps_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."ps_snapshots"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_templates" ADD CONSTRAINT "ps_templates_created_by_ps_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ps_components_latest_key" ON "ps_components" USING btree ("org_id",lower("name") collate "C") WHERE "ps_components"."is_latest";--> statement-breakpoint
CREATE INDEX "ps_components_search_words_idx" ON "ps_components" USING gin (array_to_tsvector("search_words"));--> statement-breakpoint
CREATE INDEX "ps_components_created_by_idx" ON "ps_components" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "ps_snippets_search_words_idx" ON "ps_snippets" USING gin (array_to_tsvector("search_words"));--> statement-breakpoint
CREATE INDEX "ps_snippets_created_by_idx" ON "ps_snippets" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "ps_templates_search_words_idx" ON "ps_templates" USING gin (array_to_tsvector("search_words"));--> statement-breakpoint
CREATE INDEX "ps_templates_snapshot_id_idx" ON "ps_templates" USING btree ("snapshot_id");--> statement-breakpoint
CREATE INDEX "ps_templates_created_by_idx" ON "ps_templates" USING btree ("created_by");--> statement-breakpoint
CREATE UNIQUE INDEX "ps_components_org_id_name_version_key" ON "ps_components" USING btree ("org_id",lower("name"),"version");--> statement-breakpoint
CREATE INDEX "ps_snippets_org_id_created_at_idx" ON "ps_snippets" USING btree ("org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "ps_templates_org_id_created_at_idx" ON "ps_templates" USING btree ("org_id","created_at","id");