"""CASE (1EdTech Competencies and Academic Standards Exchange): packages in, packages out, and what is published.

``package`` reads what a CFPackage says of its own structure, ``levels`` finds units, work processes and criteria in it,
``to_form`` makes our form of it, ``keeping`` keeps it, ``made`` makes a package of a version that came from elsewhere, and
``publishing`` gives the documents of the addresses. Specification: CASE 1.1, JSON binding (schemas case-v1p1).
"""
