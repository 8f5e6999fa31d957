"""The signed link by which a customer follows her case; the portal opens it, and checks that the case is hers."""

PURPOSE, PATH = "portal_case", "/my/"
