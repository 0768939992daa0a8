ALTER TABLE "alert_setting" ADD COLUMN "phrases" jsonb;
ALTER TABLE "alert_setting" ADD COLUMN "exceptions" jsonb;
