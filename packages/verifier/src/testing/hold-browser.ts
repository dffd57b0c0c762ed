/** A program that starts a browser in the folder of its argument, says so, and waits to be killed. */
import { launchBrowser } from '../browser/launch-browser.ts';
import { launchOptions } from './browser-setup.ts';

const [, , runDir = ''] = process.argv;
await launchBrowser(await launchOptions(runDir));
process.stdout.write('started\n');
setInterval(() => undefined, 60_000);
