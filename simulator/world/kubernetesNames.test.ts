import fc from 'fast-check';
import { combine } from './hash';
import { cronJobRunName, distinctPodSuffix, podSuffix, podTemplateHash, uid } from './kubernetesNames';

const uint32 = fc.integer({ min: 0, max: 0xffffffff });

describe('names as Kubernetes makes them', () => {
  it('ends generated pod names in five safe letters', () => {
    fc.assert(fc.property(uint32, (hash) => /^[bcdfghjklmnpqrstvwxz2456789]{5}$/.test(podSuffix(hash))));
  });

  it('gives no two nodes the same pod of a DaemonSet', () => {
    const suffixes = Array.from({ length: 6000 }, (_, index) => distinctPodSuffix(combine(1, 2), index));
    expect(new Set(suffixes).size).toBe(6000);
  });

  it('writes a template hash as the safe encoding of a decimal number', () => {
    // apimachinery's SafeEncodeString maps the digits 0 to 9 to 4, 5, 6, 7, 8, 9, b, c, d, f.
    expect(podTemplateHash(1234567890)).toBe('56789bcdf4');
    fc.assert(fc.property(uint32, (hash) => /^[456789bcdf]{1,10}$/.test(podTemplateHash(hash))));
  });

  it("names a CronJob's run after the minute it was due", () => {
    expect(cronJobRunName('report-export', Date.UTC(2026, 10, 20, 12, 5))).toBe('report-export-29919605');
  });

  it('makes version 4 UUIDs', () => {
    fc.assert(
      fc.property(uint32, (hash) =>
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uid(hash))
      )
    );
  });
});
