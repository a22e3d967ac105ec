// Prints the counts of the last test run on one line, for tools that parse logs.
import fs from 'node:fs';

const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(fs.readFileSync('artifacts/tests.json', 'utf8'));
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
