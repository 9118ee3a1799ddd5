import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DueQueue } from './due-queue.ts';

test('what is due soonest is first, whatever was added, removed and postponed before', () => {
  const step = fc.record({
    what: fc.constantFrom('add', 'add', 'remove', 'postpone'),
    by: fc.integer({ min: 0, max: 50 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const queue = new DueQueue<{ dueAt: number }>();
      const expected: number[] = [];
      for (const { what, by } of steps) {
        if (what === 'add') {
          queue.add({ dueAt: by });
          expected.push(by);
        } else {
          const soonest = expected.shift();
          if (what === 'remove') queue.removeFirst();
          else if (soonest !== undefined) {
            queue.postponeFirst(soonest + by);
            expected.push(soonest + by);
          }
        }
        expected.sort((one, other) => one - other);
        assert.equal(queue.first?.dueAt, expected[0]);
      }
    }),
  );
});
