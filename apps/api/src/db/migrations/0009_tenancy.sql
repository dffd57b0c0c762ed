CREATE TABLE "ps_data_exports" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text,
	"org_id" text,
	"requested_by" text,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"artifact_storage_key" text,
	"artifact_sha256" text,
	"artifact_size" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ps_erasures" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_hash" text NOT NULL,
	"subject_id" text,
	"parent_id" text,
	"status" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"steps" text[] DEFAULT '{}'::text[] NOT NULL,
	"subject_wrapped" text,
	"lease_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "ps_orgs" ADD COLUMN "limits_json" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_orgs" ADD COLUMN "region" text;--> statement-breakpoint
ALTER TABLE "ps_orgs" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_users" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_audit_logs" ADD COLUMN "salt" text;--> statement-breakpoint
ALTER TABLE "ps_audit_logs" ADD COLUMN "erasure_mac" text;--> statement-breakpoint
ALTER TABLE "ps_data_exports" ADD CONSTRAINT "ps_data_exports_user_id_ps_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."ps_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_data_exports" ADD CONSTRAINT "ps_data_exports_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_data_exports" ADD CONSTRAINT "ps_data_exports_requested_by_ps_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ps_data_exports_user_id_idx" ON "ps_data_exports" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "ps_data_exports_org_id_idx" ON "ps_data_exports" USING btree ("org_id");--> statement-breakpoint
CREATE INDEX "ps_data_exports_open_idx" ON "ps_data_exports" USING btree ("created_at") WHERE "ps_data_exports"."status" in ('pending', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "ps_erasures_open_key" ON "ps_erasures" USING btree ("subject_hash") WHERE "ps_erasures"."status" <> 'done';--> statement-breakpoint
CREATE INDEX "ps_erasures_due_idx" ON "ps_erasures" USING btree ("due_at") WHERE "ps_erasures"."status" <> 'done';--> statement-breakpoint
CREATE INDEX "ps_erasures_parent_id_idx" ON "ps_erasures" USING btree ("parent_id");--> statement-breakpoint
CREATE OR REPLACE FUNCTION "public"."ps_audit_hash"(r "public"."ps_audit_logs") RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to((jsonb_build_array(
    r.prev_hash, r.seq, r.id, r.org_id, r.user_id, r.action, r.entity_type, r.entity_id,
    r.metadata_json, r.request_id, r.ip,
    to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    -- Rows from before there was a salt have none.
    || CASE WHEN r.salt IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(r.salt) END)::text, 'UTF8')), 'hex')
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "public"."ps_audit_link"() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  name text := coalesce(new.org_id, 'instance');
  last public.ps_audit_heads;
BEGIN
  -- The head stays locked until the transaction ends: the rows of a chain are committed in their order.
  SELECT * INTO last FROM public.ps_audit_heads WHERE chain = name FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    -- Of two that begin a chain, one waits here for the other.
    INSERT INTO public.ps_audit_heads (chain, org_id, seq, hash) VALUES (name, new.org_id, 0, '')
      ON CONFLICT (chain) DO NOTHING;
    SELECT * INTO STRICT last FROM public.ps_audit_heads WHERE chain = name FOR NO KEY UPDATE;
  END IF;
  new.seq := last.seq + 1;
  new.prev_hash := last.hash;
  new.salt := gen_random_uuid()::text;
  new.hash := public.ps_audit_hash(new);
  UPDATE public.ps_audit_heads SET seq = new.seq, hash = new.hash WHERE chain = name;
  RETURN new;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "public"."ps_audit_keep"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  personal constant text[] := ARRAY['user_id', 'entity_id', 'metadata_json', 'ip', 'salt', 'erasure_mac'];
BEGIN
  -- The log of an organization goes with it.
  IF tg_op = 'DELETE' AND tg_level = 'ROW' THEN
    IF old.org_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.ps_orgs WHERE id = old.org_id) THEN
      RETURN old;
    END IF;
  END IF;
  -- Personal data is erased, which has to be signed; the links of the chain stay.
  IF tg_op = 'UPDATE' AND tg_level = 'ROW' THEN
    IF new.erasure_mac IS NOT NULL AND to_jsonb(new) - personal = to_jsonb(old) - personal THEN
      RETURN new;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit log is only added to';
END $$;--> statement-breakpoint
CREATE FUNCTION "public"."ps_org_region_keep"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the region of an organization never changes';
END $$;--> statement-breakpoint
CREATE TRIGGER "ps_org_region_keep" BEFORE UPDATE OF "region" ON "ps_orgs" FOR EACH ROW
  WHEN (old.region IS DISTINCT FROM new.region) EXECUTE FUNCTION "public"."ps_org_region_keep"();
