import { type RecordsPlan } from '../../../plan/records/records-plan.ts';
import { emitAppTest } from './app-test.ts';
import { emitEntityTest } from './entity-test.ts';
import { TEST_HELPERS } from './test-helpers.ts';

/** Each test file costs a start of its own: these many entities have one, the others share the app's. */
const OWN_FILES = 2;

/** The tests of an app: how people arrive and sign in, what its lists find, what its forms refuse and save. */
export function emitTests(plan: RecordsPlan): [string, string][] {
  const tested = plan.entities.slice(0, OWN_FILES);
  return [
    ...TEST_HELPERS,
    emitAppTest(plan, plan.entities.slice(OWN_FILES)),
    ...tested.map((entity) => emitEntityTest(plan, entity)),
  ];
}
