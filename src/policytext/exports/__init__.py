"""Exports: from annotations to the forms that other tools read, one module or package per form.

An exporter is a function ``write(annotations, output)``: it writes all annotations of an iterable, taking them one by
one, into a folder that is there and empty, or to a file that is not there yet. Reading runs, refusing output that is
there already and putting the result in place whole is done around it, see `policytext.exports.placing`.
"""
