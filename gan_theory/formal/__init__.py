"""Machine-checked proofs of the paper's statements on finite sets: Coq files, and what compiles and judges them.

A proof counts only if Coq's compiler and its checker accept the file, and if nothing but known axioms of Coq's standard
library was assumed. Coq is a program, not a Python package: without it this package can still read the statements.

Examples
--------
>>> from gan_theory.formal.statements import read_statements
>>> from gan_theory.formal.proofs import check_proofs
"""
