"""Tables in and out of the admin: XLSX, CSV and JSONL with Chinese column names, for every kind of content.

columns    a model's form fields as columns            reading    an uploaded file as rows, guarded
json_lines a line of JSONL as a row                    streaming  a file of any length, row by row
cells      what people type into cells, as values      writing    rows as XLSX or CSV
widgets    a cell of each kind, there and back         template   the workbook that people fill in
relations  other rows by their name                    kept       the file between dry run and confirmation
matching   which row of the database a row means       resource   checking and saving the rows
constraints, together                                  what makes thousands of rows bearable
"""
