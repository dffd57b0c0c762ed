CREATE INDEX "ps_audit_logs_org_id_action_idx" ON "ps_audit_logs" USING btree ("org_id","action" text_pattern_ops,"seq");--> statement-breakpoint
CREATE INDEX "ps_audit_logs_org_id_user_id_idx" ON "ps_audit_logs" USING btree ("org_id","user_id","seq");--> statement-breakpoint
CREATE INDEX "ps_audit_logs_org_id_entity_id_idx" ON "ps_audit_logs" USING btree ("org_id","entity_id","seq");--> statement-breakpoint
CREATE INDEX "ps_audit_logs_org_id_entity_type_idx" ON "ps_audit_logs" USING btree ("org_id","entity_type","seq");--> statement-breakpoint
-- Each row of the log writes its head once, in the same page where there is room.
ALTER TABLE "ps_audit_heads" SET (fillfactor = 50);--> statement-breakpoint
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
  new.hash := public.ps_audit_hash(new);
  UPDATE public.ps_audit_heads SET seq = new.seq, hash = new.hash WHERE chain = name;
  RETURN new;
END $$;
