UPDATE "ps_org_members" SET "joined_at" = coalesce("invited_at", now()) WHERE "joined_at" IS NULL;--> statement-breakpoint
ALTER TABLE "ps_org_members" ALTER COLUMN "joined_at" SET DEFAULT now();--> statement-breakpoint
ALTER TABLE "ps_org_members" ALTER COLUMN "joined_at" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "ps_invitations_open_key" ON "ps_invitations" USING btree ("org_id","email") WHERE "ps_invitations"."accepted_at" is null;