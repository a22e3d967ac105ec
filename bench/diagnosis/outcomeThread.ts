/** Diagnoses the worlds of seeds in a thread of its own. */
import { runInThread } from '../../simulator/threads/runInThread';
import { outcomeOf } from './outcome';

runInThread(outcomeOf);
