CREATE INDEX "signal_received" ON "signal" USING btree ("organizationId","receivedAt");
