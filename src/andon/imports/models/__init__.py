from .csv_import import CsvImport
from .import_fault import ImportFault

__all__ = ["CsvImport", "ImportFault"]
