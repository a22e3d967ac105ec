import { runAlertsCommand } from './alertsCommand';

process.exitCode = runAlertsCommand(process.argv.slice(2), { print: console.log, printError: console.error });
