-- Nothing has written into it yet; a row of another shape would keep the columns below from being added.
DELETE FROM "ps_webhook_deliveries";--> statement-breakpoint
CREATE TABLE "ps_webhook_attempts" (
	"delivery_id" text NOT NULL,
	"number" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"response_status" integer,
	"response_body" text,
	"error_code" text,
	"error_message" text,
	CONSTRAINT "ps_webhook_attempts_delivery_id_number_pk" PRIMARY KEY("delivery_id","number")
);
--> statement-breakpoint
CREATE TABLE "ps_webhook_events" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"event" text NOT NULL,
	"data" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "ps_webhook_deliveries_attempt_key";--> statement-breakpoint
DROP INDEX "ps_webhook_deliveries_status_idx";--> statement-breakpoint
ALTER TABLE "ps_webhook_deliveries" ALTER COLUMN "next_attempt_at" SET DEFAULT now();--> statement-breakpoint
ALTER TABLE "ps_webhook_deliveries" ALTER COLUMN "next_attempt_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_webhook_deliveries" ADD COLUMN "org_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_webhook_deliveries" ADD COLUMN "subject" text NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_webhook_deliveries" ADD COLUMN "seq" bigserial NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_webhook_deliveries" ADD COLUMN "attempt_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_webhook_deliveries" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_webhook_deliveries" ADD COLUMN "first_tried_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_webhooks" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "ps_webhooks" ADD COLUMN "previous_secret" text;--> statement-breakpoint
ALTER TABLE "ps_webhooks" ADD COLUMN "previous_secret_expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_webhooks" ADD COLUMN "disabled_reason" text;--> statement-breakpoint
ALTER TABLE "ps_webhooks" ADD COLUMN "disabled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_webhooks" ADD COLUMN "last_delivered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_webhooks" ADD COLUMN "lease_id" text;--> statement-breakpoint
ALTER TABLE "ps_webhooks" ADD COLUMN "lease_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_webhooks" ADD COLUMN "last_claimed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ps_webhooks" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "ps_webhook_attempts" ADD CONSTRAINT "ps_webhook_attempts_delivery_id_ps_webhook_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."ps_webhook_deliveries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_webhook_events" ADD CONSTRAINT "ps_webhook_events_org_id_ps_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."ps_orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ps_webhook_events_org_id_idx" ON "ps_webhook_events" USING btree ("org_id");--> statement-breakpoint
CREATE INDEX "ps_webhook_events_created_at_idx" ON "ps_webhook_events" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "ps_webhook_deliveries" ADD CONSTRAINT "ps_webhook_deliveries_event_id_ps_webhook_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."ps_webhook_events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ps_webhooks" ADD CONSTRAINT "ps_webhooks_created_by_ps_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."ps_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ps_webhook_deliveries_event_key" ON "ps_webhook_deliveries" USING btree ("webhook_id","event_id");--> statement-breakpoint
CREATE INDEX "ps_webhook_deliveries_event_id_idx" ON "ps_webhook_deliveries" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "ps_webhook_deliveries_list_idx" ON "ps_webhook_deliveries" USING btree ("webhook_id","created_at","id");--> statement-breakpoint
CREATE INDEX "ps_webhook_deliveries_due_idx" ON "ps_webhook_deliveries" USING btree ("webhook_id","next_attempt_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "ps_webhook_deliveries_line_idx" ON "ps_webhook_deliveries" USING btree ("webhook_id","subject","seq") WHERE status in ('waiting', 'pending');--> statement-breakpoint
CREATE INDEX "ps_webhooks_created_by_idx" ON "ps_webhooks" USING btree ("created_by");--> statement-breakpoint
ALTER TABLE "ps_webhook_deliveries" DROP COLUMN "attempt";--> statement-breakpoint
ALTER TABLE "ps_webhook_deliveries" DROP COLUMN "response_code";--> statement-breakpoint
ALTER TABLE "ps_webhook_deliveries" DROP COLUMN "duration_ms";