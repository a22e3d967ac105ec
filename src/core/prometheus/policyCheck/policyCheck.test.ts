import { syntaxErrors } from '../../../testing/syntaxErrors';
import { deniedByIntended, secondsSinceCheck } from './policyCheck';

it.each([{}, { clusterLabel: 'cluster' }])('the queries about the check of policies are valid PromQL: %j', (scope) => {
  expect([deniedByIntended(scope), secondsSinceCheck(scope)].flatMap(syntaxErrors)).toEqual([]);
});
