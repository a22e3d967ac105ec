// Longer than any test takes that is not stuck, on whatever machine: how long one takes must not decide its outcome.
jest.setTimeout(900_000);
