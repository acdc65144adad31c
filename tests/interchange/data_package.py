"""The exports under the tools of others: frictionless validates the Data Package down to each
cell, jsonstat-validator the form of the JSON-stat response.

It must never pass without having looked: an export that is missing is a failure, and packages
that are broken on purpose must be refused.
"""

import copy
import csv
import hashlib
import io
import json
import os
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

from frictionless import Package, validate
from jsonstat_validator import validate_jsonstat

EXPORTS = Path(os.environ["EXPORTS"])
NAMES = sorted(folder.name for folder in EXPORTS.iterdir())
TABLES = {
    "observations",
    "honours",
    "annotations",
    "relations",
    "cities",
    "categories",
    "indicators",
    "sources",
}


def errors(folder):
    """The types of all errors that frictionless finds, in the descriptor and in the files."""
    report = validate(str(folder / "datapackage.json"))
    return {kind for (kind,) in report.flatten(["type"])}


def described(folder):
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


def rewritten(folder, descriptor):
    """Puts a descriptor in place of another."""
    text = json.dumps(descriptor, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text, "utf-8")


class ThePackage(unittest.TestCase):
    def test_there_are_exports(self):
        self.assertIn("achievements", NAMES)

    def test_every_file_is_described_with_size_and_hash(self):
        for name in NAMES:
            resources = described(EXPORTS / name)["resources"]
            paths = {resource["path"] for resource in resources}
            there = {file.name for file in (EXPORTS / name).iterdir()}
            # The tables as HTML are for a page, and no part of the package.
            self.assertEqual(paths | {"datapackage.json", "achievements.table.html"}, there)
            for resource in resources:
                data = (EXPORTS / name / resource["path"]).read_bytes()
                self.assertEqual(resource["bytes"], len(data))
                digest = hashlib.sha256(data).hexdigest()
                self.assertEqual(resource["hash"], f"sha256:{digest}")

    def test_it_is_valid_in_every_cell(self):
        for name in NAMES:
            report = validate(str(EXPORTS / name / "datapackage.json"))
            self.assertEqual(report.flatten(["type", "message"]), [])
            self.assertEqual(report.warnings, [])
            self.assertTrue(report.valid)
            checked = {task.name for task in report.tasks if task.type == "table"}
            self.assertEqual(checked, TABLES)
            for task in report.tasks:
                self.assertEqual(task.warnings, [], "a check was cut short")

    def test_types_and_keys_are_those_of_the_data(self):
        package = Package(str(EXPORTS / "two_cities" / "datapackage.json"))
        rows = package.get_resource("observations").read_rows()
        self.assertEqual(len(rows), 10)
        self.assertEqual((rows[1]["value"], rows[1]["value_used"]), (76150000, 761500))
        # An amount without a number is absent, not zero.
        self.assertEqual((rows[8]["printed"], rows[8]["value"]), ("数百场", None))
        cities = package.get_resource("cities").read_rows()
        self.assertEqual(cities[0]["aliases"], ["宜城"])

    def test_awkward_texts_come_through(self):
        package = Package(str(EXPORTS / "awkward" / "datapackage.json"))
        self.assertEqual(package.licenses, [{"name": "CC-BY-4.0"}])
        rows = package.get_resource("observations").read_rows()
        self.assertEqual(rows[0]["note"], "'=SUM(A1:A2)")
        self.assertEqual(rows[0]["source"], "甲报 第二行")
        self.assertEqual(float(rows[3]["value"]), -3.25)
        self.assertEqual(rows[4]["city"], '宣城市,"旧称"宣州')
        self.assertEqual(rows[4]["value"], 0)
        cities = package.get_resource("cities").read_rows()
        self.assertEqual(cities[0]["aliases"], ["宜城", "舒州"])
        written = (EXPORTS / "awkward" / "sources.csv").read_text("utf-8")
        self.assertNotIn("正文", written, "a report's text left the dataset")


class ABrokenPackage(unittest.TestCase):
    """A copy of an export in which one thing is wrong."""

    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = Path(place.name) / "export"
        shutil.copytree(EXPORTS / "two_cities", self.folder)
        self.assertEqual(errors(self.folder), set())

    def edit(self, table, change):
        """Changes the rows of a table, and describes the new file truly."""
        path = self.folder / f"{table}.csv"
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        change(rows)
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        data = out.getvalue().encode("utf-8-sig")
        path.write_bytes(data)
        descriptor = described(self.folder)
        for resource in descriptor["resources"]:
            if resource["name"] == table:
                resource["bytes"] = len(data)
                resource["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
        rewritten(self.folder, descriptor)

    def set(self, table, row, column, text):
        """Changes one cell; rows count from 1, the header is 0."""

        def change(rows):
            rows[row][rows[0].index(column)] = text

        self.edit(table, change)

    def describe(self, change):
        """Changes the descriptor."""
        descriptor = described(self.folder)
        change(descriptor)
        rewritten(self.folder, descriptor)

    def test_an_unchanged_rewrite_is_still_valid(self):
        self.edit("observations", lambda rows: None)
        self.assertEqual(errors(self.folder), set())

    def test_a_word_of_no_list(self):
        self.set("observations", 1, "bound", "exactly")
        self.assertEqual(errors(self.folder), {"constraint-error"})

    def test_a_code_of_five_digits(self):
        self.set("cities", 1, "code", "34080")
        self.assertIn("constraint-error", errors(self.folder))

    def test_an_empty_cell_that_must_be_filled(self):
        self.set("observations", 1, "status", "")
        self.assertEqual(errors(self.folder), {"constraint-error"})

    def test_a_place_before_the_first(self):
        self.set("honours", 1, "paragraph", "0")
        self.assertEqual(errors(self.folder), {"constraint-error"})

    def test_a_text_where_a_number_stands(self):
        self.set("observations", 1, "value", "70.11万")
        self.assertEqual(errors(self.folder), {"type-error"})

    def test_a_city_that_is_not_there(self):
        self.set("cities", 1, "code", "340801")
        self.assertEqual(errors(self.folder), {"foreign-key"})

    def test_a_figure_that_is_not_there(self):
        self.set("relations", 1, "offset", "1")
        self.assertEqual(errors(self.folder), {"foreign-key"})

    def test_a_figure_twice(self):
        self.edit("observations", lambda rows: rows.append(rows[1]))
        self.assertIn("primary-key", errors(self.folder))

    def test_a_column_of_another_name(self):
        self.set("observations", 0, "value_used", "value_adopted")
        self.assertIn("incorrect-label", errors(self.folder))

    def test_a_wrong_hash(self):
        def change(descriptor):
            descriptor["resources"][0]["hash"] = "sha256:" + "0" * 64

        self.describe(change)
        self.assertEqual(errors(self.folder), {"hash-count"})

    def test_a_wrong_size(self):
        def change(descriptor):
            descriptor["resources"][0]["bytes"] += 1

        self.describe(change)
        self.assertEqual(errors(self.folder), {"byte-count"})

    def test_a_file_changed_afterwards(self):
        path = self.folder / "observations.csv"
        path.write_bytes(path.read_bytes().replace(b"701100", b"701101"))
        self.assertEqual(errors(self.folder), {"hash-count"})

    def test_json_stat_changed_afterwards(self):
        path = self.folder / "observations.jsonstat.json"
        path.write_bytes(path.read_bytes().replace(b"701100", b"701101"))
        self.assertEqual(errors(self.folder), {"hash-count"})

    def test_a_file_that_is_gone(self):
        (self.folder / "sources.csv").unlink()
        self.assertNotEqual(errors(self.folder), set())

    def test_a_key_to_no_table(self):
        def change(descriptor):
            keys = descriptor["resources"][0]["schema"]["foreignKeys"]
            keys[0]["reference"]["resource"] = "towns"

        self.describe(change)
        self.assertNotEqual(errors(self.folder), set())

    def test_a_type_that_the_standard_does_not_have(self):
        def change(descriptor):
            descriptor["resources"][0]["schema"]["fields"][0]["type"] = "text"

        self.describe(change)
        self.assertNotEqual(errors(self.folder), set())

    def test_a_licence_without_name_or_address(self):
        self.describe(lambda descriptor: descriptor.update(licenses=[{"title": "x"}]))
        self.assertNotEqual(errors(self.folder), set())


class JsonStat(unittest.TestCase):
    def response(self, name):
        text = (EXPORTS / name / "observations.jsonstat.json").read_text("utf-8")
        return json.loads(text)

    def test_its_form_is_that_of_the_format(self):
        for name in NAMES:
            response = self.response(name)
            self.assertTrue(validate_jsonstat(response))
            for item in response["link"]["item"]:
                self.assertTrue(validate_jsonstat({"version": "2.0", **item}))

    def test_a_broken_form_is_refused(self):
        def size(item):
            item["size"][0] += 1

        def role(item):
            item["role"]["time"] = ["year"]

        def unit(item):
            del item["dimension"]["indicator"]["category"]["unit"]["members"]["decimals"]

        def label(item):
            item["dimension"]["city"]["category"]["label"]["999999"] = "x"

        def value(item):
            item["value"]["0"] = {}

        good = self.response("two_cities")["link"]["item"][0]
        for change in [size, role, unit, label, value]:
            item = copy.deepcopy({"version": "2.0", **good})
            change(item)
            with self.assertRaises(Exception, msg=change.__name__):
                validate_jsonstat(item)


if __name__ == "__main__":
    # The summary's lines are read from stdout, one a test.
    unittest.main(testRunner=unittest.TextTestRunner(stream=sys.stdout, verbosity=2))
