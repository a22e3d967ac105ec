import { runGatewayCommand } from './gatewayCommand';

process.exitCode = runGatewayCommand(process.argv.slice(2), { print: console.log, printError: console.error });
