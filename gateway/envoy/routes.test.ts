/** @jest-environment node */
import fc from 'fast-check';
import { modelOperations } from '../../simulator/flowapi/testing/apiModel';
import { GATEWAY_OPERATIONS, type GatewayOperation } from '../operations';
import { pathPattern } from './routes';

const PATTERNS = GATEWAY_OPERATIONS.map((operation) => ({
  ...operation,
  pattern: new RegExp(`^(?:${pathPattern(operation)})$`),
}));

/** The operations whose route a request takes, if Envoy has not refused it before. */
const takenBy = (method: string, url: string) =>
  PATTERNS.filter((one) => one.method === method && one.pattern.test(url)).map(({ name }) => name);

/** Names that the model permits for monitors, scopes, and queries alike. */
const label = fc.stringMatching(/^[a-zA-Z0-9-]{1,64}$/);

/** Paths of an operation with any labels. */
const pathOf = ({ path }: Pick<GatewayOperation, 'path'>) =>
  fc.array(label, { minLength: 2, maxLength: 2 }).map(([first = '', second = '']) => {
    const labels = [first, second];
    return path.replace(/\{\w+\}/g, () => labels.shift() ?? '');
  });

const operation = fc.constantFrom(...GATEWAY_OPERATIONS);

describe('the routes of the gateway', () => {
  it('take each request of a listed operation to this operation only', () => {
    fc.assert(
      fc.property(
        operation.chain((one) => fc.tuple(fc.constant(one), pathOf(one))),
        ([one, path]) => {
          expect(takenBy(one.method, path)).toEqual([one.name]);
        }
      )
    );
  });

  it('take the parameters of an operation in any order, with escaped values', () => {
    fc.assert(
      fc.property(
        operation.chain((one) =>
          fc.tuple(
            fc.constant(one),
            pathOf(one),
            fc.shuffledSubarray([...one.parameters], { minLength: 0 }),
            fc.string({ unit: 'grapheme' })
          )
        ),
        ([one, path, names, value]) => {
          const query = names.map((name) => `${name}=${encodeURIComponent(value).replace(/[!'()*]/g, '')}`).join('&');
          expect(takenBy(one.method, query === '' ? path : `${path}?${query}`)).toEqual([one.name]);
        }
      )
    );
  });

  it('refuse all parameters that an operation does not have', () => {
    fc.assert(
      fc.property(
        operation.chain((one) => fc.tuple(fc.constant(one), pathOf(one))),
        label,
        ([one, path], name) => {
          fc.pre(!one.parameters.includes(name));
          expect(takenBy(one.method, `${path}?${name}=1`)).toEqual([]);
        }
      )
    );
  });

  it('refuse all characters in paths that are not those of names', () => {
    const other = fc.constantFrom(...'%;/\\?#:@&=+$,!\'()*~[]{}|^"<> \u0000\u007f\u00e9');
    fc.assert(
      fc.property(operation, label, other, label, (one, before, character, after) => {
        const path = one.path.replace(/\{\w+\}/, `${before}${character}${after}`);
        fc.pre(path !== one.path);
        expect(takenBy(one.method, path)).toEqual([]);
      })
    );
  });

  it.each(
    Object.entries(modelOperations)
      .filter(([name]) => /^(Create|Update|Delete|Tag|Untag)/.test(name))
      .map(([name, { http }]) => [name, http] as const)
  )('do not take %s with any labels', (_, { method, requestUri }) => {
    fc.assert(
      fc.property(pathOf({ path: requestUri }), (path) => {
        expect(takenBy(method, path)).toEqual([]);
      })
    );
  });
});
