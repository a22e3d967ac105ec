/** @jest-environment node */
import { Thread } from './thread';

const divide = () =>
  new Thread<{ by: number; afterTurns?: number }, number>(require.resolve('./testing/divideThread'), 12);

describe('a thread', () => {
  it('runs tasks in order and returns the output of each', async () => {
    const thread = divide();
    const order: number[] = [];
    const inputs = [{ by: 3, afterTurns: 20 }, { by: 4 }, { by: 6 }];
    await Promise.all(inputs.map((input) => thread.run(input).then((output) => order.push(output))));
    expect(order).toEqual([4, 3, 2]);
    await thread.end();
  });

  it('rejects a task that fails, and runs the next one', async () => {
    const thread = divide();
    await expect(thread.run({ by: 0 })).rejects.toThrow('Nothing can be divided by 0.');
    await expect(thread.run({ by: 1 })).resolves.toBe(12);
    await thread.end();
  });

  it('rejects the tasks that are pending when it ends, and later ones', async () => {
    const thread = divide();
    const open = thread.run({ by: 2, afterTurns: 1e9 });
    await Promise.all([expect(open).rejects.toThrow(/divideThread.* has ended/), thread.end()]);
    await expect(thread.run({ by: 2 })).rejects.toThrow(/divideThread.* has ended/);
  });
});
