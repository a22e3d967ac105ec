// chunk of the nested data source, where webpack writes it
