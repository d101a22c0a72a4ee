import type { INestApplicationContext } from '@nestjs/common';
import { DeliveryCopy } from '../src/delivery/delivery-copy.js';
import { MessageCache } from '../src/delivery/message-cache.js';
import { Database } from '../src/platform/database/database.js';

/** The size of the first recipient's copy as it goes over the wire, bytes. */
export async function wireBytesOfFirst(app: INestApplicationContext, runId: string): Promise<number> {
  const row = await app.get(Database).row<{
    id: number;
    messageId: string;
    reference: string;
    address: string;
    fields: Record<string, string>;
  }>(`select id, message_id as "messageId", reference, address, fields from deliveries where run_id = $1 order by id limit 1`, [runId]);
  const message = row && (await app.get(MessageCache).byId(row.messageId));
  if (!message) return 0;
  const copy = await app
    .get(DeliveryCopy)
    .compose(message, { ...row, attempts: 0, secondsToExpiry: 0, fence: 0 });
  return copy.length;
}
