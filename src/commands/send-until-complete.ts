import type { INestApplicationContext } from '@nestjs/common';

const POLL_MS = 250;

/**
 * This process works too, so that a run completes whether or not a server is up. Null when the edition is complete; else
 * one line that says why nobody waits any longer: it is held, its run is paused, or `timeoutSeconds` are over. A mail
 * server that is down is waited for.
 */
export async function sendUntilComplete(
  app: INestApplicationContext,
  editionId: string,
  timeoutSeconds: number | null,
): Promise<string | null> {
  const { EditionsRepository } = await import('../editions/editions.repository.js');
  const { RunsRepository } = await import('../delivery/runs.repository.js');
  const { DeliveriesProcessor } = await import('../delivery/deliveries.processor.js');
  const editions = app.get(EditionsRepository);
  const runs = app.get(RunsRepository);
  const deadline = timeoutSeconds === null ? Infinity : performance.now() + timeoutSeconds * 1_000;
  let edition = await editions.byId(editionId);
  if (edition.heldReason !== null) return `The edition ${edition.key} is held: ${edition.heldReason}`;
  if (edition.status !== 'sending' || edition.runId === null) return null;
  app.get(DeliveriesProcessor).start();
  await app.get(DeliveriesProcessor).recover();
  for (; edition.status === 'sending'; edition = await editions.byId(editionId)) {
    const run = await runs.byId(edition.runId ?? '');
    if (run?.state === 'paused')
      return `Sending of ${edition.key} is paused: ${run.reason ?? 'no reason given'} (deliveries resume ${run.id})`;
    if (performance.now() > deadline)
      return `The edition ${edition.key} is still being sent after ${timeoutSeconds} s; it goes on wherever a server runs.`;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    await editions.completeFinished();
  }
  return null;
}
