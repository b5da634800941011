"""Papers in many layouts, each with what a person reads in it. All names are made up."""

from tests.unit.portfolio.reading.papers import certificates, diplomas, work_products

PAPERS = diplomas.PAPERS | certificates.PAPERS | work_products.PAPERS
