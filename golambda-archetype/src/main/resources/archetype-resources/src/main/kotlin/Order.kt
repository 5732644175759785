package ${package}

data class Order(val id: String, val quantity: Int)
