import fc from 'fast-check';
import { combine } from './hash';
import { cronJobRunName, distinctPodSuffix, podSuffix, podTemplateHash, uid } from './kubernetesNames';

const uint32 = fc.integer({ min: 0, max: 0xffffffff });

describe('names as Kubernetes generates them', () => {
  it('end in five safe letters for generated pod names', () => {
    fc.assert(fc.property(uint32, (hash) => /^[bcdfghjklmnpqrstvwxz2456789]{5}$/.test(podSuffix(hash))));
  });

  it("are unique among a DaemonSet's pods", () => {
    const suffixes = Array.from({ length: 6000 }, (_, index) => distinctPodSuffix(combine(1, 2), index));
    expect(new Set(suffixes).size).toBe(6000);
  });

  it('have a template hash that is the safe encoding of a decimal number', () => {
    // apimachinery's SafeEncodeString maps the digits 0 to 9 to 4, 5, 6, 7, 8, 9, b, c, d, f.
    expect(podTemplateHash(1234567890)).toBe('56789bcdf4');
    fc.assert(fc.property(uint32, (hash) => /^[456789bcdf]{1,10}$/.test(podTemplateHash(hash))));
  });

  it("contain the minute at which a CronJob's run was due", () => {
    expect(cronJobRunName('report-export', Date.UTC(2026, 10, 20, 12, 5))).toBe('report-export-29919605');
  });

  it('include version 4 UUIDs', () => {
    fc.assert(
      fc.property(uint32, (hash) =>
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uid(hash))
      )
    );
  });
});
