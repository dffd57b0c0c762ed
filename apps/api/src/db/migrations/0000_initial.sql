CREATE TABLE "ps_api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"name" text NOT NULL,
	"hashed_key" text NOT NULL,
	"scopes" text[] DEFAULT '{}'::text[] NOT NULL,
	"created_by" text,
	"last_four" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ps_invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ps_org_members" (
	"org_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"invited_at" timestamp with time zone,
	"joined_at" timestamp with time zone,
	CONSTRAINT "ps_org_members_org_id_user_id_pk" PRIMARY KEY("org_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "ps_orgs" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"owner_user_id" text NOT NULL,
	"plan" text DEFAULT 'free' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"hmac_key" "bytea" NOT NULL,
	"counter" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"refreshed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"idle_expires_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_reason" text,
	"ip" text,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "ps_signing_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"private_key_wrapped" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ps_users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"avatar_url" text,
	"provider" text DEFAULT 'password' NOT NULL,
	"password_hash" text,
	"is_operator" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_login_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ps_codegen_jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"org_id" text NOT NULL,
	"kind" text NOT NULL,
	"provider" text NOT NULL,
	"status" text NOT NULL,
	"prompt_text" text NOT NULL,
	"options_json" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"design_ref" text,
	"base_revision_id" text NOT NULL,
	"candidate_revision_id" text,
	"result_storage_key" text,
	"logs_storage_key" text,
	"error_json" jsonb,
	"cost_cents" numeric(12, 4) DEFAULT 0 NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"last_event_seq" integer DEFAULT 0 NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp with time zone,
	"lease_epoch" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_job_events" (
	"job_id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	"effect_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ps_job_events_job_id_seq_pk" PRIMARY KEY("job_id","seq")
);
--> statement-breakpoint
CREATE TABLE "ps_job_steps" (
	"job_id" text NOT NULL,
	"name" text NOT NULL,
	"round" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"output_json" jsonb,
	CONSTRAINT "ps_job_steps_job_id_name_round_pk" PRIMARY KEY("job_id","name","round")
);
--> statement-breakpoint
CREATE TABLE "ps_outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ps_usage_ledger" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"kind" text NOT NULL,
	"ref_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"webhook_id" text NOT NULL,
	"event_id" text NOT NULL,
	"event" text NOT NULL,
	"attempt" integer NOT NULL,
	"status" text NOT NULL,
	"response_code" integer,
	"duration_ms" integer,
	"next_attempt_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"events" text[] NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_components" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"name" text NOT NULL,
	"version" text NOT NULL,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"props_schema_json" jsonb NOT NULL,
	"code_storage_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_snippets" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"code_storage_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_templates" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"snapshot_storage_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_audit_logs" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text,
	"user_id" text,
	"action" text NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" text NOT NULL,
	"metadata_json" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"request_id" text,
	"ip" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_idempotency_records" (
	"principal" text NOT NULL,
	"route" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"state" text NOT NULL,
	"locked_until" timestamp with time zone,
	"response_status" integer,
	"response_body" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ps_idempotency_records_principal_route_key_pk" PRIMARY KEY("principal","route","key")
);
--> statement-breakpoint
CREATE TABLE "ps_instance" (
	"id" text PRIMARY KEY NOT NULL,
	"kek_canary" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_rate_limits" (
	"org_id" text NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "ps_rate_limits_org_id_window_start_pk" PRIMARY KEY("org_id","window_start")
);
--> statement-breakpoint
CREATE TABLE "ps_settings" (
	"org_id" text NOT NULL,
	"key" text NOT NULL,
	"value_json" jsonb NOT NULL,
	CONSTRAINT "ps_settings_org_id_key_pk" PRIMARY KEY("org_id","key")
);
--> statement-breakpoint
CREATE TABLE "ps_blobs" (
	"org_id" text NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_referenced_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tombstoned_at" timestamp with time zone,
	CONSTRAINT "ps_blobs_org_id_sha256_pk" PRIMARY KEY("org_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "ps_envs" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"config_json" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_exports" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"revision_id" text NOT NULL,
	"format" text NOT NULL,
	"status" text NOT NULL,
	"artifact_storage_key" text,
	"artifact_sha256" text,
	"artifact_size" bigint,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ps_files" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"path" text NOT NULL,
	"type" text DEFAULT 'file' NOT NULL,
	"content_hash" text NOT NULL,
	"size" bigint NOT NULL,
	"storage_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ps_imports" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"source" text NOT NULL,
	"file_key" text NOT NULL,
	"status" text NOT NULL,
	"mapping_json" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ps_projects" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"type" text NOT NULL,
	"head_revision_id" text,
	"last_revision_seq" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ps_revisions" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"org_id" text NOT NULL,
	"parent_id" text,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"message" text NOT NULL,
	"manifest_sha" text NOT NULL,
	"file_count" integer NOT NULL,
	"size_bytes" bigint NOT NULL,
	"author_user_id" text,
	"job_id" text,
	"verdict_json" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ps_snapshots" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"revision_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ps_api_keys" ADD CONSTRAINT "ps_api_keys_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_api_keys" ADD CONSTRAINT "ps_api_keys_created_by_ps_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_invitations" ADD CONSTRAINT "ps_invitations_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_invitations" ADD CONSTRAINT "ps_invitations_invited_by_ps_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_org_members" ADD CONSTRAINT "ps_org_members_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_org_members" ADD CONSTRAINT "ps_org_members_user_id_ps_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."ps_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_orgs" ADD CONSTRAINT "ps_orgs_owner_user_id_ps_users_id_fk" FOREIGN KEY ("owner_user_id") REFERENCES "public"."ps_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_sessions" ADD CONSTRAINT "ps_sessions_user_id_ps_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."ps_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_codegen_jobs" ADD CONSTRAINT "ps_codegen_jobs_project_id_ps_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."ps_projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_codegen_jobs" ADD CONSTRAINT "ps_codegen_jobs_created_by_ps_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_job_events" ADD CONSTRAINT "ps_job_events_job_id_ps_codegen_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."ps_codegen_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_job_steps" ADD CONSTRAINT "ps_job_steps_job_id_ps_codegen_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."ps_codegen_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_usage_ledger" ADD CONSTRAINT "ps_usage_ledger_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_webhook_deliveries" ADD CONSTRAINT "ps_webhook_deliveries_webhook_id_ps_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."ps_webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_webhooks" ADD CONSTRAINT "ps_webhooks_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_components" ADD CONSTRAINT "ps_components_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_snippets" ADD CONSTRAINT "ps_snippets_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_templates" ADD CONSTRAINT "ps_templates_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_audit_logs" ADD CONSTRAINT "ps_audit_logs_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_settings" ADD CONSTRAINT "ps_settings_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_blobs" ADD CONSTRAINT "ps_blobs_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_envs" ADD CONSTRAINT "ps_envs_project_id_ps_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."ps_projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_exports" ADD CONSTRAINT "ps_exports_project_id_ps_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."ps_projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_exports" ADD CONSTRAINT "ps_exports_revision_id_ps_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."ps_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_exports" ADD CONSTRAINT "ps_exports_created_by_ps_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_files" ADD CONSTRAINT "ps_files_project_id_ps_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."ps_projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_imports" ADD CONSTRAINT "ps_imports_project_id_ps_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."ps_projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_projects" ADD CONSTRAINT "ps_projects_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_revisions" ADD CONSTRAINT "ps_revisions_project_id_ps_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."ps_projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_revisions" ADD CONSTRAINT "ps_revisions_author_user_id_ps_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_snapshots" ADD CONSTRAINT "ps_snapshots_project_id_ps_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."ps_projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_snapshots" ADD CONSTRAINT "ps_snapshots_revision_id_ps_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."ps_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_snapshots" ADD CONSTRAINT "ps_snapshots_created_by_ps_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ps_api_keys_hashed_key_key" ON "ps_api_keys" USING btree ("hashed_key");--> statement-breakpoint
CREATE INDEX "ps_api_keys_org_id_idx" ON "ps_api_keys" USING btree ("org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ps_invitations_token_hash_key" ON "ps_invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "ps_invitations_org_id_idx" ON "ps_invitations" USING btree ("org_id");--> statement-breakpoint
CREATE INDEX "ps_org_members_user_id_idx" ON "ps_org_members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ps_orgs_slug_key" ON "ps_orgs" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "ps_orgs_created_at_idx" ON "ps_orgs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "ps_orgs_name_search_idx" ON "ps_orgs" USING gin (to_tsvector('simple', "name"));--> statement-breakpoint
CREATE INDEX "ps_sessions_user_id_idx" ON "ps_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "ps_sessions_expires_at_idx" ON "ps_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "ps_signing_keys_created_at_idx" ON "ps_signing_keys" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "ps_users_email_key" ON "ps_users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "ps_users_created_at_idx" ON "ps_users" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "ps_codegen_jobs_project_id_created_at_idx" ON "ps_codegen_jobs" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "ps_codegen_jobs_org_id_created_at_idx" ON "ps_codegen_jobs" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "ps_codegen_jobs_status_lease_until_idx" ON "ps_codegen_jobs" USING btree ("status","lease_until");--> statement-breakpoint
CREATE UNIQUE INDEX "ps_job_events_job_id_effect_key_key" ON "ps_job_events" USING btree ("job_id","effect_key");--> statement-breakpoint
CREATE INDEX "ps_outbox_unpublished_idx" ON "ps_outbox" USING btree ("published_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "ps_usage_ledger_effect_key" ON "ps_usage_ledger" USING btree ("org_id","kind","ref_id");--> statement-breakpoint
CREATE INDEX "ps_usage_ledger_org_id_created_at_idx" ON "ps_usage_ledger" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "ps_webhook_deliveries_attempt_key" ON "ps_webhook_deliveries" USING btree ("webhook_id","event_id","attempt");--> statement-breakpoint
CREATE INDEX "ps_webhook_deliveries_status_idx" ON "ps_webhook_deliveries" USING btree ("status","next_attempt_at");--> statement-breakpoint
CREATE INDEX "ps_webhooks_org_id_created_at_idx" ON "ps_webhooks" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "ps_components_org_id_name_version_key" ON "ps_components" USING btree ("org_id","name","version");--> statement-breakpoint
CREATE INDEX "ps_components_org_id_created_at_idx" ON "ps_components" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "ps_components_name_search_idx" ON "ps_components" USING gin (to_tsvector('simple', "name"));--> statement-breakpoint
CREATE INDEX "ps_components_tags_idx" ON "ps_components" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "ps_snippets_org_id_created_at_idx" ON "ps_snippets" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "ps_snippets_name_search_idx" ON "ps_snippets" USING gin (to_tsvector('simple', "name"));--> statement-breakpoint
CREATE INDEX "ps_templates_org_id_created_at_idx" ON "ps_templates" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "ps_templates_name_search_idx" ON "ps_templates" USING gin (to_tsvector('simple', "name"));--> statement-breakpoint
CREATE INDEX "ps_templates_tags_idx" ON "ps_templates" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "ps_audit_logs_org_id_created_at_idx" ON "ps_audit_logs" USING btree ("org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "ps_idempotency_records_created_at_idx" ON "ps_idempotency_records" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "ps_envs_project_id_name_key" ON "ps_envs" USING btree ("project_id","name");--> statement-breakpoint
CREATE INDEX "ps_exports_project_id_created_at_idx" ON "ps_exports" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "ps_exports_status_idx" ON "ps_exports" USING btree ("status");--> statement-breakpoint
CREATE UNIQUE INDEX "ps_files_project_id_path_key" ON "ps_files" USING btree ("project_id","path" collate "C");--> statement-breakpoint
CREATE INDEX "ps_imports_project_id_created_at_idx" ON "ps_imports" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "ps_imports_status_idx" ON "ps_imports" USING btree ("status");--> statement-breakpoint
CREATE UNIQUE INDEX "ps_projects_org_id_slug_key" ON "ps_projects" USING btree ("org_id","slug");--> statement-breakpoint
CREATE INDEX "ps_projects_org_id_created_at_idx" ON "ps_projects" USING btree ("org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "ps_projects_name_search_idx" ON "ps_projects" USING gin (to_tsvector('simple', "name"));--> statement-breakpoint
CREATE UNIQUE INDEX "ps_revisions_project_id_seq_key" ON "ps_revisions" USING btree ("project_id","seq");--> statement-breakpoint
CREATE INDEX "ps_revisions_project_id_created_at_idx" ON "ps_revisions" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "ps_revisions_job_id_idx" ON "ps_revisions" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "ps_snapshots_project_id_created_at_idx" ON "ps_snapshots" USING btree ("project_id","created_at");