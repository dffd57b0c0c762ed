CREATE TABLE "ps_audit_anchors" (
	"chain" text NOT NULL,
	"org_id" text,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"mac" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ps_audit_anchors_chain_seq_pk" PRIMARY KEY("chain","seq")
);
--> statement-breakpoint
CREATE TABLE "ps_audit_heads" (
	"chain" text PRIMARY KEY NOT NULL,
	"org_id" text,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ps_audit_heads_org_id_unique" UNIQUE("org_id")
);
--> statement-breakpoint
ALTER TABLE "ps_audit_logs" ADD COLUMN "seq" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_audit_logs" ADD COLUMN "prev_hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_audit_logs" ADD COLUMN "hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_audit_anchors" ADD CONSTRAINT "ps_audit_anchors_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_audit_heads" ADD CONSTRAINT "ps_audit_heads_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ps_audit_anchors_org_id_idx" ON "ps_audit_anchors" USING btree ("org_id");--> statement-breakpoint
-- What a row's hash covers: the fields as one JSON array, in the database's own spelling.
CREATE FUNCTION "public"."ps_audit_hash"(r "public"."ps_audit_logs") RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    r.prev_hash, r.seq, r.id, r.org_id, r.user_id, r.action, r.entity_type, r.entity_id,
    r.metadata_json, r.request_id, r.ip,
    to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text, 'UTF8')), 'hex')
$$;--> statement-breakpoint
CREATE FUNCTION "public"."ps_audit_link"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The head stays locked until the transaction ends: the rows of a chain are committed in their order.
  INSERT INTO public.ps_audit_heads AS head (chain, org_id, seq, hash)
    VALUES (coalesce(new.org_id, 'instance'), new.org_id, 1, '')
    ON CONFLICT (chain) DO UPDATE SET seq = head.seq + 1
    RETURNING head.seq, head.hash INTO new.seq, new.prev_hash;
  new.hash := public.ps_audit_hash(new);
  UPDATE public.ps_audit_heads SET hash = new.hash WHERE chain = coalesce(new.org_id, 'instance');
  RETURN new;
END $$;--> statement-breakpoint
CREATE FUNCTION "public"."ps_audit_keep"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The log of an organization goes with it.
  IF tg_op = 'DELETE' AND tg_level = 'ROW' THEN
    IF old.org_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.ps_orgs WHERE id = old.org_id) THEN
      RETURN old;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit log is only added to';
END $$;--> statement-breakpoint
DO $$
DECLARE
  entry public.ps_audit_logs;
  chain text;
  last public.ps_audit_heads;
BEGIN
  -- Chain by chain, with one head each at its end: a row that is written again for each entry is slower each time.
  FOR entry IN SELECT * FROM public.ps_audit_logs ORDER BY org_id NULLS FIRST, created_at, id LOOP
    chain := coalesce(entry.org_id, 'instance');
    IF last.chain IS DISTINCT FROM chain THEN
      IF last.chain IS NOT NULL THEN
        INSERT INTO public.ps_audit_heads SELECT last.*;
      END IF;
      last := (chain, entry.org_id, 0, '');
    END IF;
    entry.seq := last.seq + 1;
    entry.prev_hash := last.hash;
    entry.hash := public.ps_audit_hash(entry);
    UPDATE public.ps_audit_logs SET seq = entry.seq, prev_hash = entry.prev_hash, hash = entry.hash WHERE id = entry.id;
    last.seq := entry.seq;
    last.hash := entry.hash;
  END LOOP;
  IF last.chain IS NOT NULL THEN
    INSERT INTO public.ps_audit_heads SELECT last.*;
  END IF;
END $$;--> statement-breakpoint
CREATE TRIGGER "ps_audit_link" BEFORE INSERT ON "ps_audit_logs" FOR EACH ROW EXECUTE FUNCTION "public"."ps_audit_link"();--> statement-breakpoint
CREATE TRIGGER "ps_audit_keep" BEFORE UPDATE OR DELETE ON "ps_audit_logs" FOR EACH ROW EXECUTE FUNCTION "public"."ps_audit_keep"();--> statement-breakpoint
CREATE TRIGGER "ps_audit_keep_all" BEFORE TRUNCATE ON "ps_audit_logs" FOR EACH STATEMENT EXECUTE FUNCTION "public"."ps_audit_keep"();--> statement-breakpoint
CREATE UNIQUE INDEX "ps_audit_logs_org_id_seq_key" ON "ps_audit_logs" USING btree ("org_id","seq");