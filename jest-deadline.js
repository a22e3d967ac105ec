// Longer than any test takes that is not stuck, on any machine, because its duration must not decide its result.
jest.setTimeout(900_000);
