DROP INDEX "flow_action_chain";
DROP INDEX "workflow_customer";
DROP INDEX "workflow_assignee";
DROP INDEX "workflow_definition_of";
CREATE INDEX "flow_action_chain" ON "flow_action" USING btree ("organizationId","chainId") WHERE "flow_action"."depth" > 1;
CREATE INDEX "workflow_customer" ON "workflow" USING btree ("organizationId","customerId");
CREATE INDEX "workflow_assignee" ON "workflow" USING btree ("organizationId","assigneeId","completedAt","dueAt","id");
CREATE INDEX "workflow_definition_of" ON "workflow" USING btree ("organizationId","definitionId");
