// Tests here wait for real processes; what they wait for has deadlines of its own.
jest.setTimeout(60_000);
