CREATE INDEX "ps_api_keys_created_by_idx" ON "ps_api_keys" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "ps_invitations_invited_by_idx" ON "ps_invitations" USING btree ("invited_by");--> statement-breakpoint
CREATE INDEX "ps_orgs_owner_user_id_idx" ON "ps_orgs" USING btree ("owner_user_id");