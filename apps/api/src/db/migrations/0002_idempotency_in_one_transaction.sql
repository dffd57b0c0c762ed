DELETE FROM "ps_idempotency_records" WHERE "response_status" IS NULL;--> statement-breakpoint
ALTER TABLE "ps_idempotency_records" ALTER COLUMN "response_status" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_idempotency_records" DROP COLUMN "state";--> statement-breakpoint
ALTER TABLE "ps_idempotency_records" DROP COLUMN "locked_until";