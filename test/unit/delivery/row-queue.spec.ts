import type { ClaimedDelivery } from '../../../src/delivery/deliveries.repository.js';
import { RowQueue } from '../../../src/delivery/row-queue.js';
import { RunPace } from '../../../src/delivery/run-pace.js';

/** Of a run in which a row has been accepted. */
function openPace(): RunPace {
  const pace = new RunPace();
  pace.end(0, { kind: 'accepted', code: 250, text: '250 ok' });
  return pace;
}

/** A queue whose claims yield what `claims` says, one after another. */
function aQueue(...claims: readonly (number | Error)[]) {
  const left = [...claims];
  const state = { asked: 0, isStopping: false };
  let id = 0;
  const source = {
    more: async () => {
      state.asked += 1;
      await new Promise((resolve) => setImmediate(resolve));
      const next = left.shift() ?? 0;
      if (next instanceof Error) throw next;
      return Array.from({ length: next }, () => ({ id: ++id }) as ClaimedDelivery);
    },
    isStopping: () => state.isStopping,
  };
  const rows = new RowQueue('run', 'bulk', source, openPace());
  return { rows, state };
}

async function takeAll(rows: RowQueue): Promise<number[]> {
  const taken: number[] = [];
  for (let row = await rows.take(); row; row = await rows.take()) taken.push(row.id);
  return taken;
}

describe('rows on their way', () => {
  it('come in order over claims, each once, until a claim finds nothing', async () => {
    const { rows, state } = aQueue(250, 250, 7);
    expect(await takeAll(rows)).toEqual(Array.from({ length: 507 }, (_, index) => index + 1));
    expect(state.asked).toBe(4);
    expect(await rows.take()).toBeUndefined();
    expect(state.asked).toBe(4);
  });

  it('are claimed ahead of need, one claim at a time', async () => {
    const { rows, state } = aQueue(250, 250);
    await rows.refill();
    for (let taken = 0; taken < 125; taken += 1) await rows.take();
    expect(state.asked).toBe(1);
    await Promise.all([rows.take(), rows.take(), rows.take()]);
    expect(state.asked).toBe(2);
  });

  it('are waited for by every connection that finds none', async () => {
    const { rows } = aQueue(2);
    const taken = await Promise.all([rows.take(), rows.take(), rows.take()]);
    expect(taken.map((row) => row?.id)).toEqual([1, 2, undefined]);
  });

  it('end with a claim that fails; what was at hand is left', async () => {
    const { rows } = aQueue(10, new Error('the ledger is away'));
    await rows.refill();
    const first = await rows.take();
    expect(first?.id).toBe(1);
    expect(await rows.rest()).toHaveLength(9);
    expect(rows.failures.map(String)).toEqual(['Error: the ledger is away']);
    expect(await rows.take()).toBeUndefined();
  });

  it('that were claimed while this process ends are left', async () => {
    const { rows, state } = aQueue(10, 10);
    await rows.refill();
    await rows.take();
    state.isStopping = true;
    expect(await rows.take()).toBeUndefined();
    expect(await rows.rest()).toHaveLength(19);
  });

  it('put back are taken next', async () => {
    const { rows } = aQueue(3);
    const first = await rows.take();
    rows.putBack(first!);
    expect(await takeAll(rows)).toEqual([1, 2, 3]);
  });

  it('stop when an outcome says that the run stands still', async () => {
    const { rows } = aQueue(3);
    await rows.take();
    await rows.record(Promise.resolve(false));
    expect(await rows.take()).toBeUndefined();
    expect(await rows.rest()).toHaveLength(2);
  });

  it('wait after a refusal of our configuration until the one under way has ended', async () => {
    const { rows } = aQueue(3);
    const [first, second] = [await rows.take(), await rows.take()];
    const config = { kind: 'refused', code: 550, text: '550 5.7.26 no', class: 'config' } as const;
    rows.ended(first!, config);
    const order: string[] = [];
    const third = rows.take().then(() => order.push('third begun'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push('second ends');
    rows.ended(second!, config);
    await third;
    expect(order).toEqual(['second ends', 'third begun']);
  });
});
