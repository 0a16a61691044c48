"""report.py SUMMARY LINES BRANCHES: reads the summary that llvm-cov exported, prints the files of the
runtime with the most unreached branches, then the sums. Fails below the two limits, in per cent."""

import json
import sys

SHOWN = 15


def missed(counts):
    return counts["count"] - counts["covered"]


def main():
    summary, least_lines, least_branches = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
    with open(summary, encoding="utf-8") as file:
        files = [f for f in json.load(file)["data"][0]["files"] if "/runtime/" in f["filename"]]
    if not files:
        sys.exit("coverage: no file of the runtime was counted: was it built with the preset `coverage`?")

    files.sort(key=lambda f: -missed(f["summary"]["branches"]))
    for entry in files[:SHOWN]:
        name = entry["filename"].split("/runtime/", 1)[1]
        lines, branches = entry["summary"]["lines"], entry["summary"]["branches"]
        print(f"{missed(branches):4} branches, {missed(lines):4} lines unreached: runtime/{name}")

    passed = True
    for what, least in (("lines", least_lines), ("branches", least_branches)):
        total = sum(f["summary"][what]["count"] for f in files)
        covered = sum(f["summary"][what]["covered"] for f in files)
        share = 100 * covered / total
        passed &= share >= least
        print(f"{what}: {covered} of {total} reached, {share:.2f} % (at least {least:g} %)")
    sys.exit(0 if passed else 1)


main()
