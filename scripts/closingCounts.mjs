// The closing counts of the last test run on a line of their own, for those who read logs by machine.
import fs from 'node:fs';

const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(fs.readFileSync('artifacts/tests.json', 'utf8'));
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
