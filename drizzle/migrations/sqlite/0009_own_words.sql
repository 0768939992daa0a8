ALTER TABLE "alert_setting" ADD "phrases" text;
ALTER TABLE "alert_setting" ADD "exceptions" text;
