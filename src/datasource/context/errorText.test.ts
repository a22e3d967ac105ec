import { MAX_MESSAGE_LENGTH } from '../../core/displayable';
import { errorText } from './errorText';

describe('errorText', () => {
  it.each([
    [{ message: 'Rate exceeded' }, 'Rate exceeded'],
    [{ Message: 'Access denied' }, 'Access denied'],
    ['upstream connect error\n', 'upstream connect error'],
    [{ message: 'first\nsecond\u0000 \u202ethird \ud83d' }, 'first second third \ufffd'],
    ['<!doctype html><script>window.hacked=true</script>', ''],
    [{ message: '<img src=x onerror="window.hacked=true">' }, ''],
    [{ message: ['not a text'] }, ''],
    [null, ''],
  ])('reads %j as %j', (body, text) => {
    expect(errorText(body)).toBe(text);
  });

  it('shortens messages that a panel cannot contain', () => {
    expect(errorText('n'.repeat(10_000))).toHaveLength(MAX_MESSAGE_LENGTH);
  });
});
